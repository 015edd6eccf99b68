// A bank of one's own, beside the trial one: its data in a folder of its own, without the demo. `npm run open-bank`, each time.
process.env.BN_DATA ??= '.banque';
process.env.DEMO = '0';
await import('../dist/apps/server/main.js');
