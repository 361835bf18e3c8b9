// Someone who withdrew demands that their data be destroyed: an act takes what is personal out of the case, and the journal still verifies.
import assert from 'node:assert/strict';
import { DAYS, register } from '../kit/certification.mjs';

export default {
  title: 'уничтожение личных данных по требованию: акт, выгрузка, дело без имени',
  begins: DAYS.registration,
  async tell({ office, visitor }) {
    const teacher = await visitor();
    const code = await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open(`/c/${code}`);
    await teacher.follow('Отказаться от участия');
    await teacher.press('Отказаться от участия');
    await office.letter('kotova@example.ru', '');

    const clerk = await visitor('lukina');
    await clerk.openInVain('/admin/retention', 'Нет доступа', '403');
    const controller = await visitor('semenova');
    await controller.open('/admin/retention');
    await controller.sees('Ни один процесс не говорит, сколько хранить данные', 'Актов пока нет');
    await controller.fill('Код дела', code);
    await controller.press('Найти');
    await controller.sees('Котова', 'срок не установлен');
    await controller.tick('Всё личное');
    await controller.fill('Номер акта', '1-ПД');
    await controller.press('Уничтожить данные');
    await controller.sees('Акт № 1-ПД', 'Стирание в базе данных', 'Уничтожено');
    for (const [paper, media] of [['Акт, PDF', /pdf/], ['Акт, DOCX', /word/], ['Выгрузка из журнала, XLSX', /sheet/]]) {
      assert.match((await controller.paper(paper)).media, media);
    }
    await controller.page.locator('#cases-title ~ table a').first().click();
    await controller.drawn();
    await controller.look();
    await controller.sees('███');
    await controller.misses('Котова');
  },
};
