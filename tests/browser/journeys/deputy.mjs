// The secretary falls ill: the personnel officer enters the absence with its order, the deputy does the work in her place.
export default {
  title: 'заместитель работает во время отсутствия',
  begins: '2026-11-09T10:00+07:00',
  async tell({ office, visitor }) {
    const personnel = await visitor('orlova');
    await personnel.open('/absences');
    await personnel.choose('Кто отсутствует', 'Жукова Лариса Олеговна, секретарь апелляционной комиссии');
    await personnel.answer({
      'Первый день': '09.11.2026',
      'Последний день': '13.11.2026',
      Приказ: '№ 15 от 09.11.2026',
    });
    await personnel.choose('Замещает', 'Морозова Вера Игоревна, член апелляционной комиссии');
    await personnel.press('Внести');
    await personnel.sees('Отсутствие внесено', 'действует');

    const deputy = await visitor('morozova');
    await deputy.task('Решить вопрос о принятии апелляции', 'за: Жукова');
    await deputy.sees('по замещению, приказ № 15 от 09.11.2026');
    await deputy.fill('Причина решения', 'Подана в срок.');
    await deputy.press('Принять к рассмотрению');
  },
};
