// The secretary looks into a journal, sees that no number is missing, and takes it away in three formats.
import assert from 'node:assert/strict';

export default {
  title: 'журнал: номера подряд, печать, PDF, DOCX и XLSX',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/registers');
    await secretary.follow('Журнал регистрации сертификатов');
    await secretary.sees('Номера идут подряд', '0001-2026');
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const link = secretary.main().locator(`a[href*="/journal/${format}"]`).first();
      const { bytes } = await secretary.fetch(await link.getAttribute('href'));
      assert.ok(bytes.subarray(0, 4).toString().startsWith(format === 'pdf' ? '%PDF' : 'PK'), format);
    }
    await secretary.follow('Дело 0001-2026');
    await secretary.sees('Дело участника сертификации');
  },
};
