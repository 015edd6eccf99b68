import { cpuMs } from '../../../../test/support/counting/cpu-time.js';
import { AGENT_ADDRESSES, isAgentRequest } from './agents.js';

describe('the addresses of agents', () => {
  it.each(AGENT_ADDRESSES)('/%s, however many slashes a script writes', (address) => {
    for (const url of [`/${address}`, `//${address}/`, `/${address}/?a=b`]) expect(isAgentRequest({ url })).toBe(true);
    for (const url of [`/${address}x`, `/x/${address}`, `/?/${address}`]) expect(isAgentRequest({ url })).toBe(false);
  });

  // As long as a request may be; it is asked of each one, before anybody signed in.
  it('a long address holds nobody up', () => {
    const began = cpuMs();
    for (let i = 0; i < 100; i += 1) expect(isAgentRequest({ url: `/a${'/'.repeat(16_000)}a` })).toBe(false);
    expect(cpuMs() - began).toBeLessThan(1000);
  });
});
