// A scan of twelve megabytes over a line that breaks twice: once before a part arrives and once after it, before the answer does.
// Nothing is sent twice, and the form waits for what is still on its way.
import assert from 'node:assert/strict';

const MEGABYTE = 1024 * 1024;
const FIELD = 'Материалы к запросу';

export default {
  title: 'большой файл досылается после обрыва связи',
  async tell({ visitor }) {
    const asker = await visitor(null, { phone: true });
    await asker.open('/f/consultation');
    await asker.press('Начать заполнение');
    await asker.answer({ Фамилия: 'Рыбина', Имя: 'Ольга', 'Электронная почта': 'rybina@example.ru' });
    await asker.press('Продолжить');
    await asker.answer({ Должность: 'специалист', Муниципалитет: 'г. Ачинск', 'О чём запрос': 'Показатели', Вопрос: 'Как?' });
    await asker.press('Продолжить');
    await asker.sees('Сфотографировать');

    const arrived = [];
    let parts = 0;
    await asker.page.route('**/api/v1/uploads/*/parts*', async (route) => {
      parts += 1;
      if (parts === 3) return route.abort('aborted');
      const reply = await route.fetch();
      arrived.push(Number(new URL(route.request().url()).searchParams.get('offset')));
      if (parts === 7) return route.abort('aborted');
      return route.fulfill({ response: reply });
    });
    const broke = asker.page.getByText('Связь прервалась').waitFor();
    await choose(asker, 'скан.pdf', 12, '%PDF-1.7');
    await broke;
    await asker.look();
    await asker.page.getByText('принят').waitFor();
    assert.deepEqual(arrived, Array.from({ length: 12 }, (_, part) => part * MEGABYTE), 'every part once');
    await asker.page.unroute('**/api/v1/uploads/*/parts*');

    asker.forgiven.push('422');
    await choose(asker, 'подделка.pdf', 9, 'MZ');
    await asker.page.getByText('Отклонён').waitFor();
    await asker.look();
    await asker.page.getByRole('button', { name: 'Убрать: подделка.pdf' }).click();
    await asker.misses('подделка.pdf');
    asker.forgiven.pop();

    // The form is sent before its second file has arrived.
    await choose(asker, 'приложение.pdf', 9, '%PDF-1.7');
    await asker.press('Продолжить');
    await asker.tick('Согласен (согласна) на обработку');
    await asker.press('Продолжить');
    await asker.sees('Проверьте ответы', 'скан.pdf', 'приложение.pdf');
    await asker.press('Отправить');
    await asker.sees('Заявление принято');
    const team = await visitor('kovaleva');
    await team.task('Проконсультировать');
    await team.sees('скан.pdf', 'приложение.pdf');
    const link = team.main().getByRole('link', { name: 'скан.pdf' });
    const { bytes } = await team.fetch(await link.getAttribute('href'));
    assert.equal(bytes.length, 12 * MEGABYTE);
  },
};

async function choose(visitor, name, megabytes, beginning) {
  const buffer = Buffer.alloc(megabytes * MEGABYTE, 'ё');
  buffer.write(beginning);
  await visitor.field(FIELD).setInputFiles({ name, mimeType: 'application/pdf', buffer });
}
