// An administrator lets another system in; the program reads a case under its own name, and is shut out again.
import assert from 'node:assert/strict';

export default {
  title: 'доступ программы: токен, запрос, отзыв',
  async tell({ office, visitor }) {
    const administrator = await visitor('semenova');
    await administrator.open('/admin/programs');
    await administrator.fill('Программа', 'Архив');
    await administrator.tick('видеть дела и задачи');
    await administrator.tick('Дело участника сертификации');
    await administrator.fill('Действует по', '31.12.2026');
    await administrator.press('Выдать токен');
    await administrator.sees('Токен выдан: Архив', 'Скопируйте токен сейчас');
    const [token] = (await administrator.text()).match(/rgp_[0-9a-f]{64}/);
    const ask = async (path) => {
      const answer = await fetch(new URL(path, office.base), { headers: { authorization: `Bearer ${token}` } });
      return [answer.status, await answer.json()];
    };
    const [status, page] = await ask('/api/v1/instances?limit=1');
    assert.equal(status, 200);
    assert.equal(page.rows.length, 1);
    assert.equal((await ask('/api/v1/registers'))[1].code, 'scope_missing');
    assert.equal((await ask('/api/v1/tasks'))[1].code, 'person_needed');
    await administrator.open('/admin/access-log');
    await administrator.sees('программа «Архив»');
    await administrator.open('/admin/programs');
    await administrator.misses(token);
    await administrator.press('Отозвать', 'Архив');
    await administrator.sees('Токен отозван', 'отозван');
    assert.equal((await ask('/api/v1/instances'))[1].code, 'program_refused');
  },
};
