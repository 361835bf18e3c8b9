// An administrator subscribes an address; a receiver on this machine is told of a new case and checks the signature, after a
// refusal that is repeated by a button.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { DAYS } from '../kit/certification.mjs';
import { until } from '../kit/until.mjs';

const person = {
  name: { family: 'Удальцова', given: 'Вера' },
  position: 'директор',
  school: 'МБОУ «СОШ № 10»',
  email: 'udaltsova@example.ru',
  consent: true,
};

/** Listens on loopback: remembers what came, answers as told. */
async function receiver() {
  const got = [];
  const state = { status: 500, got };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(state.status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(state, { url: `http://127.0.0.1:${server.address().port}/hook`, close: () => server.close() });
}

export default {
  title: 'подписка: адрес, подпись, повтор, выключение',
  async tell({ office, visitor }) {
    // Addresses of the own network are called only because the settings say so.
    const settings = `${office.folder}/inside.toml`;
    writeFileSync(settings, '[subscriptions]\nprivate = true\n');
    await office.close();
    await office.open(DAYS.registration, '--settings', settings);
    const hook = await receiver();
    try {
      const administrator = await visitor('semenova');
      await administrator.open('/admin/subscriptions');
      await administrator.fill('Адрес', hook.url);
      await administrator.tick('дело начато');
      await administrator.tick('Дело участника сертификации');
      await administrator.press('Подписать');
      await administrator.sees('Адрес подписан');
      const [secret] = (await administrator.text()).match(/rgs_[0-9a-f]{64}/);
      const at = await office.window('certification');
      await office.ask(at, { data: person });
      await administrator.awaits('/admin/subscriptions', 'повторяется', 'ждут: 1', '500');
      hook.status = 204;
      await administrator.press('Повторить', hook.url);
      await administrator.awaits('/admin/subscriptions', 'доставлено: 1', 'включена');
      const { headers, body } = await until(() => hook.got.at(-1), 'a notification');
      const stamp = headers['reglament-timestamp'];
      const digest = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
      assert.equal(headers['reglament-signature'], `sha256=${digest}`);
      assert.equal(headers['reglament-event'], 'case.started');
      assert.equal(JSON.parse(body).process, 'participant');
      assert.ok(!body.includes('Удальцова'));
      await administrator.press('Выключить', hook.url);
      await administrator.sees('Подписка выключена', 'выключена');
    } finally {
      hook.close();
    }
  },
};
