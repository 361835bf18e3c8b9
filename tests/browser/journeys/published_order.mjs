// The order is published by hand and read by everybody; only those who agreed are named.
import assert from 'node:assert/strict';

export default {
  title: 'приказ размещён на сайте',
  async tell({ visitor }) {
    const reader = await visitor();
    await reader.open('/');
    await reader.follow('Сертификация', 'Опубликовано на сайте');
    await reader.sees('Приказ № 1 от 22.10.2026');
    const paper = await reader.paper('Открыть документ');
    assert.equal(paper.media, 'application/pdf');
  },
};
