// Somebody who failed has appealed; the commission upholds the appeal, the order is changed and a certificate drawn up.
import assert from 'node:assert/strict';

export default {
  title: 'апелляция удовлетворена',
  async tell({ office, visitor }) {
    const secretary = await visitor('zhukova');
    await secretary.task('Решить вопрос о принятии апелляции', 'Белова');
    await secretary.fill('Причина решения', 'Подана в срок.');
    await secretary.press('Принять к рассмотрению');

    const chair = await visitor('korneeva');
    await chair.task('Рассмотреть апелляцию', 'Белова');
    await chair.unfold('Почему эта дата');
    await chair.sees('рабочих дней');
    await chair.tickAll('Присутствовали и голосовали');
    await chair.answer({
      'Задание №': '17',
      Вывод: 'Верны оба ответа.',
      'Замечание принято': true,
      'Верных ответов после': 41,
      'Основание решения': 'Формулировка допускает два ответа.',
      'Голосов «за»': 5,
      'Голосов «против»': 0,
      Воздержались: 0,
    });
    await chair.tick('удовлетворить');
    await chair.press('Готово');
    for (const signer of [secretary, chair]) {
      await signer.task('Подписать протокол апелляционной комиссии');
      await signer.press('Подписать');
    }
    assert.ok(await office.letter('@example.ru', 'апелляции'));

    const personnel = await visitor('orlova');
    await personnel.task('Издать приказ об изменении результатов');
    await personnel.press('Готово');
    await personnel.open('/registers/orders');
    await personnel.sees('Об изменении результатов');
  },
};
