// A manager asks where the time goes: from the board to how long the steps of a process take, and back to what is late now.
export default {
  title: 'сроки шагов и узкие места',
  begins: '2026-11-26T10:00+07:00',
  async tell({ visitor }) {
    const director = await visitor('davydova');
    await director.open('/control');
    await director.follow('Сроки и узкие места');
    await director.follow('Дело участника сертификации');
    await director.sees('последним завершённым делам', 'девять из десяти', 'Выдать сертификат', 'медиана');
    await director.follow('Просрочено сейчас');
    await director.sees('Контроль сроков');
    await director.openInVain('/control/processes/complaint', 'Страница не найдена');
  },
};
