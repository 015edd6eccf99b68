// An identity provider of a test's own, a process apart: oidc-provider with people who are told to it. Prints its address when it listens.
//   node test/support/servers/provider-process.mjs '{"redirects": ["http://…/retour"], "ends": ["http://…/connexion"]}'
// POST /_people {"name": {"sub": …, "email": …}} says who there is, POST /_mood {"login": "name", "hold": ms, "other": "sub"} what it does:
// POST /_leave {"to": our address, "sub": …, "sid": …} has it say that they left.
// `login` lets this person in without a form, `hold` keeps every answer back, until the next mood at most, `broken` answers 500, `told` is its userinfo, unsigned.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Provider } from 'oidc-provider';

const { redirects, ends, port = 0, signed = true, secret = 'un secret de test' } = JSON.parse(process.argv[2] ?? '{}');
let people = {};
let mood = {};
/** Requests, but for those with which a test says what it does. */
let asked = 0;
const moods = new EventEmitter().setMaxListeners(0);

const server = createServer();
await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'banque',
      client_secret: secret,
      redirect_uris: redirects,
      post_logout_redirect_uris: ends,
      token_endpoint_auth_method: 'client_secret_post',
      backchannel_logout_uri: `${issuer}/nowhere`,
      backchannel_logout_session_required: true,
      ...(signed ? { userinfo_signed_response_alg: 'RS256' } : {}),
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], siret: ['siret'], acr: null, amr: null },
  scopes: ['openid', 'email', 'siret'],
  acrValues: ['eidas1', 'eidas2'],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    jwtUserinfo: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
  },
  // Its own would not reach this machine.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  cookies: { keys: ['essai'] },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => {
      const { acr, amr, ...told } = Object.values(people).find((p) => p.sub === sub) ?? { sub };
      return told;
    },
  }),
});
provider.proxy = true;

const bodyOf = async (req) => {
  let text = '';
  for await (const part of req) text += part;
  return text;
};

async function finish(req, res, name) {
  const person = people[name];
  if (!person) {
    const result = { error: 'access_denied', error_description: 'nobody' };
    return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }
  const { params } = await provider.interactionDetails(req, res);
  const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  grant.addOIDCClaims(['acr', 'amr']);
  const login = { accountId: person.sub, acr: person.acr, amr: person.amr, remember: false };
  const result = { login, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

const form =
  () => `<!doctype html><html lang="fr"><title>Fournisseur d’essai</title><h1>Fournisseur d’essai</h1><form method="post">
${Object.keys(people)
  .map((name) => `<p><button name="login" value="${name}">${name}</button></p>`)
  .join('')}<p><button name="login" value="">Annuler</button></p></form>`;

const handle = provider.callback();
server.on('request', async (req, res) => {
  const path = req.url.split('?')[0];
  try {
    if (path === '/_people') {
      people = JSON.parse(await bodyOf(req));
      return res.end();
    }
    if (path === '/_mood') {
      mood = JSON.parse(await bodyOf(req));
      moods.emit('another');
      return res.end();
    }
    if (path === '/_leave') {
      const { to, sub, sid } = JSON.parse(await bodyOf(req));
      const client = await provider.Client.find('banque');
      client.backchannelLogoutUri = to;
      await client.backchannelLogout(sub, sid);
      return res.end();
    }
    if (path === '/_asked') return res.end(String(asked));
    asked += 1;
    if (mood.hold) await Promise.race([setTimeout(mood.hold), once(moods, 'another')]);
    if (mood.broken) {
      res.statusCode = 500;
      return res.end('broken');
    }
    if (path === '/me' && mood.told) {
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify(mood.told));
    }
    if (path.startsWith('/interaction/')) {
      if (req.method === 'POST') return await finish(req, res, new URLSearchParams(await bodyOf(req)).get('login'));
      if (mood.login !== undefined) return await finish(req, res, mood.login);
      res.setHeader('content-type', 'text/html; charset=utf-8');
      return res.end(form());
    }
    return handle(req, res);
  } catch (error) {
    res.statusCode = 400;
    return res.end(String(error));
  }
});
process.stdout.write(`${issuer}\n`);
