// The project lead starts the plan and looks at it: windows, slack, what is critical, on paper too.
export default {
  title: 'план проекта: вехи, запас, критический путь',
  async tell({ visitor }) {
    const lead = await visitor('gornostaeva');
    await lead.open('/start/assessment_model');
    await lead.press('Начать');
    await lead.tab('План');
    await lead.sees('Выполнено', '0 из 7', 'критический путь', 'Обобщить информацию');
    await lead.tab('Ход дела');
    await lead.sees('Муниципалитет 15');
    await lead.tab('Схема');
    const municipality = await visitor('mun_01');
    await municipality.task('Рассказать о модели');
    await municipality.sees('Срок');
  },
};
