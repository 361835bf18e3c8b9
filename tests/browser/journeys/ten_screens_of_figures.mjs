// The indicators of the centre in the middle of a year, with figures behind them: entered by the staff, confirmed by the
// head, one page of tasks after another.
export default {
  title: 'десять экранов: показатели с цифрами',
  async tell({ visitor }) {
    const staff = await visitor('shabalin');
    const head = await visitor('vershinin');
    // A form of the staff, filled in and sent, and what the head says to it.
    const enter = async (process, answers, ticks, task, outcome) => {
      await staff.open(`/start/${process}`);
      await staff.answer(answers);
      if (process === 'centre_event') await staff.choose('Форма', 'круглый стол');
      for (const option of ticks) await staff.tick(option);
      await staff.press('Начать');
      await head.task(task);
      await head.press(outcome);
    };
    const base = (what, figure) => enter(
      'centre_base',
      { Число: String(figure), 'На дату': '01.09.2026', Источник: 'форма ОО-1, свод по области' },
      [what],
      'Проверить исходные данные',
      'Данные верны',
    );
    await base('школы области, всего', 24);
    await base('образовательные организации области, всего', 60);
    for (const [school, programme] of [
      ['Школа № 1 г. Слободского', 'целевая модель наставничества'],
      ['Гимназия № 2 г. Кирова', 'целевая модель наставничества'],
      ['Лицей № 9 г. Кирова', 'целевая модель наставничества'],
      ['Школа № 1 г. Слободского', 'менторство управленческих команд'],
    ]) {
      await enter(
        'centre_school',
        { Школа: school, 'С какого дня': '15.09.2026', 'Основание (приказ, соглашение)': 'приказ от 14.09.2026 № 112' },
        [programme, 'вошла'],
        'Проверить сведения о школе',
        'Сведения верны',
      );
    }
    for (const [event, day] of [['Круглый стол наставников', '05.10.2026'], ['Форум молодых педагогов', '20.10.2026']]) {
      await enter(
        'centre_event',
        { Мероприятие: event, Проведено: day, Участников: '80' },
        ['региональный', 'В рамках единой федеральной системы'],
        'Проверить сведения о мероприятии',
        'Сведения верны',
      );
    }
    await head.open('/indicators');
    await head.follow('Показатели эффективности');
    await head.shows('08-indicators', new URL(head.page.url()).pathname, 'Минимум', 'Основание', '12,5');
    await head.tabOf('Вид списка', 'Таблица');
  },
};
