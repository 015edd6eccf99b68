import { readReturned } from './returned-mail.js';

const SENDER = 'bonjour@banque.example.fr';
const ID = '0199b4f6-7a00-7000-8000-000000000001';

/** As Postfix writes it. */
const REPORT = `Return-Path: <>
From: MAILER-DAEMON@relais.example.fr (Mail Delivery System)
To: bonjour@banque.example.fr
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

<jean@ville.example.fr>: host mx.ville.example.fr said: 550 5.1.1 User unknown. Ask postmaster@ville.example.fr

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; relais.example.fr
Original-Envelope-Id: ${ID}

Final-Recipient: rfc822; boite-34@hebergeur.example
Original-Recipient: rfc822;Jean@ville.example.fr
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
    <jean@ville.example.fr>: User unknown

--B
Content-Type: text/rfc822-headers

Message-ID: <${ID}@banque.example.fr>
To: jean@ville.example.fr
--B--
`;

test('a delivery report says which mail came back, and for whom it was rather than where it was forwarded to', () => {
  expect(readReturned(REPORT, SENDER)).toEqual({ ids: [ID], addresses: ['jean@ville.example.fr'], fate: 'failed' });
  expect(readReturned(REPORT.replaceAll('\n', '\r\n'), SENDER)).toEqual(readReturned(REPORT, SENDER));
  expect(readReturned(REPORT.replace(/^Original-Recipient.*\n/m, ''), SENDER).addresses).toEqual([
    'boite-34@hebergeur.example',
  ]);
});

test('a mail that waits, or that arrived, is none that came back', () => {
  for (const [action, fate] of [
    ['delayed', 'delayed'],
    ['relayed', 'delivered'],
    ['Delivered', 'delivered'],
  ])
    expect(readReturned(REPORT.replace('Action: failed', `Action: ${action}`), SENDER)).toMatchObject({
      addresses: [],
      fate,
    });
});

test.each([
  ['jean@ville.example.fr', ['jean@ville.example.fr']],
  ['  <Jean@Ville.example.fr>  ', ['jean@ville.example.fr']],
  ['L’adresse jean@ville.example.fr est fermée. mailer-daemon@relais.example', ['jean@ville.example.fr']],
  [`jean@ville.example.fr, de ${SENDER}, <${ID}@banque.example.fr>`, ['jean@ville.example.fr']],
  ['jean@ville.example.fr ou jeanne@ville.example.fr', ['jean@ville.example.fr', 'jeanne@ville.example.fr']],
  ['rien', []],
])('of words, the addresses that are neither ours nor a mail server’s: %s', (words, addresses) => {
  expect(readReturned(words, SENDER)).toMatchObject({ addresses, fate: null });
});

test('a mail is found by its envelope’s id alone, and by its Message-ID alone, also under a domain of before', () => {
  expect(readReturned(REPORT.replace(/^Message-ID.*\n/m, ''), SENDER).ids).toEqual([ID]);
  expect(readReturned(`In-Reply-To: <${ID}@ancienne.example>`, SENDER).ids).toEqual([ID]);
});
