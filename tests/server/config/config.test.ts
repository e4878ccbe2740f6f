import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopbackHost, parseConfig } from '#server/config/config.ts';
import { readEnv } from '#server/config/env.ts';

const parse = (env: Record<string, string>) => parseConfig(readEnv(env), '/srv/app');

describe('the configuration', () => {
  it('needs nothing: loopback, 8080, embedded, .data', () => {
    expect(parse({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      isLoopback: true,
      databaseUrl: undefined,
      dataDir: join('/srv/app', '.data'),
      loadDemo: true,
      checkAnswers: false,
    });
  });

  it('takes empty variables for absent ones', () => {
    expect(parse({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, databaseUrl: undefined });
  });

  it('says every fault at once, in both languages', () => {
    const faulty = { PORT: '80a', HOST: 'not a host', DATABASE_URL: 'mysql://x/y', LOG_LEVEL: 'loud', DEMO: 'maybe' };
    let error: unknown;
    try {
      parse(faulty);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    const { faults, message } = error as ConfigError;
    expect(faults.map((fault) => /^[A-Z_]+/.exec(fault)?.[0])).toEqual(Object.keys(faulty));
    for (const fault of faults) expect(message).toContain(fault);
  });

  it('never shows the database password in a fault', () => {
    expect(() => parse({ DATABASE_URL: 'postgres://user:hunter2@/' })).toThrow(ConfigError);
    expect(() => parse({ DATABASE_URL: 'postgres://user:hunter2@/' })).not.toThrow(/hunter2/);
  });

  it.each(['0', '65535'])('accepts PORT=%s', (PORT) => expect(parse({ PORT }).port).toBe(Number(PORT)));
  it.each(['-1', '65536', '8e3', '0x50', ' 80 80'])('refuses PORT=%s', (PORT) => {
    expect(() => parse({ PORT })).toThrow(/PORT/);
  });

  it('knows what only this machine can reach', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.0.1', '::1']) expect(isLoopbackHost(host), host).toBe(true);
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'localhost.lan', '127.0.0.1.nip.io']) {
      expect(isLoopbackHost(host), host).toBe(false);
    }
  });
});
