// Whether the journal is what it was: administrators read it and print it, nobody else does.
export default {
  title: 'сохранность журнала',
  async tell({ visitor }) {
    const clerk = await visitor('lukina');
    await clerk.openInVain('/admin/integrity', 'Нет доступа', '403');
    const administrator = await visitor('semenova');
    await administrator.open('/admin/audit');
    await administrator.follow('Сохранность журнала');
    await administrator.sees('Якоря не ведутся', 'Цепочки журнала', 'Проверка начата');
  },
};
