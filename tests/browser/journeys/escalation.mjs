// Materials are late: the controller tells the head at once, so that the ladder does not on its own day. The order has been late for days:
// the ladder has told the head by itself; the controller cancels what cannot be saved, with a reason.
import assert from 'node:assert/strict';

const MATERIALS = 'Обновить и дополнить материалы к сессии';
const SAID = 'До тестирования десять дней.';

/** How often somebody was told of the lateness, by the history of the case. */
const told = async (page, whom) => (await page.text()).split(`Просрочено: ${MATERIALS}» – ${whom}@example.ru`).length - 1;

export default {
  title: 'контролёр сообщает о просрочке начальнику сам и через лестницу, дело прекращено с причиной',
  async tell({ office, visitor }) {
    const lawyer = await visitor('tikhonov');
    await lawyer.task('Проверить нормативную базу материалов');
    await lawyer.press('Готово');
    const watching = await visitor('semenova');
    await watching.awaits('/control', MATERIALS);
    await watching.unfold('Сообщить выше…');
    await watching.fill('Что сообщить', SAID);
    await watching.pressInVain('Сообщить выше', 'Отметьте хотя бы одну задачу');
    await watching.tick(`Отметить: ${MATERIALS}`);
    await watching.press('Сообщить выше');
    await watching.sees('О просрочке сообщено выше по 1 задаче');
    const letter = await office.letter('dashkovskaya@example.ru', MATERIALS);
    assert.ok(letter.text.includes(`Семенова Анна Петровна: «${SAID}»`), letter.text);
    await watching.follow(MATERIALS);
    await watching.tab('История');
    await watching.sees('Сообщил(а) о просрочке выше: Семенова Анна Петровна', SAID);
    assert.equal(await told(watching, 'dashkovskaya'), 1);
    assert.equal(await told(watching, 'gerasimova'), 1);
    const history = new URL(watching.page.url()).pathname;

    // The day of the rung: others are told again, the head is not.
    await office.later('2026-11-10T10:00+07:00');
    await watching.awaits(history, '10.11.2026 10:');
    assert.equal(await told(watching, 'gerasimova'), 2);
    assert.equal(await told(watching, 'dashkovskaya'), 1);
    assert.ok(await office.letter('dashkovskaya@example.ru', 'Издать приказ'));
    const head = await visitor('dashkovskaya');
    await head.open('/control');
    await head.follow('Издать приказ о результатах');
    await head.tab('История');
    await head.sees('Срок прошёл');
    const controller = await visitor('semenova');
    await controller.open('/control');
    await controller.follow('Издать приказ о результатах');
    await controller.followMore('Прекратить дело');
    await controller.pressInVain('Прекратить дело', 'Проверьте ответы');
    await controller.fill('Причина', 'Сессия проведена с нарушениями.');
    await controller.press('Прекратить дело');
    await controller.sees('прекращено');
  },
};
