// The plan of a project, and the control board of a city whose four hundred schools are late: the list of one who is late there: the
// screens that need a year of their own. Reminding and filtering is done on the board as its controller would.
import assert from 'node:assert/strict';

export default {
  title: 'десять экранов: план проекта, контроль города, задачи района',
  office: 'plans',
  begins: '2021-04-12T10:00+07:00',
  async tell({ office, visitor }) {
    const lead = await visitor('gornostaeva');
    await lead.open('/start/assessment_model');
    await lead.press('Начать');
    const plan = `${new URL(lead.page.url()).pathname}/plan`;
    await office.later('2021-05-12T10:00+07:00');
    await lead.shows('07-plan', plan, 'План и факт', 'критический путь');
    await lead.tabOf('Масштаб', 'Месяц');
    await lead.tabOf('Масштаб', 'Неделя');

    await office.later('2022-02-01T10:00+05:00');
    const department = await visitor('ekb_lapina');
    await department.open('/start/attestation_campaign');
    await department.answer({ Кампания: 'Аттестация 2022 года' });
    await department.press('Начать');
    await office.later('2022-03-04T10:00+05:00');
    await department.awaits('/control', 'Кировский район');
    await department.shows('05-control', '/control', 'Где накопилось', 'Просрочены');
    await department.follow('Кировский район');
    await department.sees('Сбросить отбор');
    await department.unfold('Сохранить этот отбор');
    await department.fill('Название', 'Кировский');
    await department.press('Сохранить');
    await department.mark(department.main().locator('[name=pick]').first());
    await department.press('Напомнить');
    await department.sees('Напоминание отправлено');
    const head = await visitor('head_kirovskiy');
    await head.shows('01-tasks', '/tasks', 'Просрочено', 'Провести ежемесячное совещание');
    const file = await department.fetch('/control/files/xlsx');
    assert.equal(String.fromCharCode(...file.bytes.subarray(0, 2)), 'PK');
    await department.shows('05-control-filtered', new URL(department.page.url()).pathname + new URL(department.page.url()).search);
  },
};
