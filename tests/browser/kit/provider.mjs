// A provider of identities on loopback, as much of OpenID Connect as a sign-in takes: its document, a page with a button for each
// person, tokens signed with RS256. It checks what a real one checks and lives as long as the journey.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';

const CLIENT = 'reglament';
const SECRET = 'a-secret-of-this-site';
const encoded = (value) => Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString('base64url');

export class Provider {
  constructor(title, people) {
    Object.assign(this, { title, people, codes: new Map(), key: generateKeyPairSync('rsa', { modulusLength: 2048 }) });
  }

  async open() {
    this.server = createServer((asked, reply) => this.answer(asked, reply).catch((error) => reply.writeHead(500).end(String(error))));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${this.server.address().port}`;
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A settings file with this provider. */
  settings(file) {
    const lines = ['[sign_in.oidc]', `title = "${this.title}"`, `issuer = "${this.issuer}"`, `client_id = "${CLIENT}"`, `client_secret = "${SECRET}"`];
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  }

  async answer(asked, reply) {
    const { pathname, searchParams } = new URL(asked.url, this.issuer);
    const json = (value, status = 200) => reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === '/.well-known/openid-configuration') return json(this.document());
    if (pathname === '/keys') return json({ keys: [{ ...this.key.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    if (pathname === '/page') return reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(this.page(searchParams));
    if (pathname === '/enter') return reply.writeHead(302, { location: this.enter(searchParams) }).end();
    if (pathname === '/token' && this.broken) return reply.writeHead(503).end();
    if (pathname === '/token') return json(this.token(asked.headers, new URLSearchParams(await body(asked))));
    return reply.writeHead(204).end();
  }

  document() {
    const at = (path) => `${this.issuer}${path}`;
    return {
      issuer: this.issuer, authorization_endpoint: at('/page'), token_endpoint: at('/token'), jwks_uri: at('/keys'),
      response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  page(query) {
    const choices = Object.entries(this.people).map(([subject, name]) => {
      const way = new URLSearchParams([...query, ['as', subject]]);
      return `<li style="margin: 1rem"><a href="/enter?${way.toString().replaceAll('&', '&amp;')}">${name}</a></li>`;
    });
    return `<!doctype html><html lang="ru"><head><title>${this.title}</title><meta name="viewport" content="width=device-width"></head>
      <body style="background: #fff; color: #000"><main><h1>${this.title}</h1><p>Кто вы?</p><ul>${choices.join('')}</ul></main></body></html>`;
  }

  enter(query) {
    assert.equal(query.get('client_id'), CLIENT);
    assert.equal(query.get('code_challenge_method'), 'S256');
    const code = randomBytes(16).toString('hex');
    this.codes.set(code, Object.fromEntries(query));
    const back = new URL(query.get('redirect_uri'));
    back.search = new URLSearchParams({ code, state: query.get('state') });
    return back.href;
  }

  token(headers, sent) {
    assert.equal(headers.authorization, `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}`);
    const granted = this.codes.get(sent.get('code'));
    this.codes.delete(sent.get('code'));
    assert.equal(sent.get('redirect_uri'), granted.redirect_uri);
    assert.equal(createHash('sha256').update(sent.get('code_verifier')).digest('base64url'), granted.code_challenge);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: CLIENT, sub: granted.as, name: this.people[granted.as], nonce: granted.nonce, iat: now, exp: now + 60 };
    const text = `${encoded({ alg: 'RS256', kid: 'one' })}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(text), this.key.privateKey);
    return { access_token: 'nobody-needs-it', token_type: 'Bearer', expires_in: 60, id_token: `${text}.${encoded(signature)}` };
  }
}

async function body(asked) {
  const parts = [];
  for await (const part of asked) parts.push(part);
  return Buffer.concat(parts).toString();
}
