import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { RawSettings } from './env.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export interface Config {
  /** First port to try; 0 asks the system for any. */
  port: number;
  host: string;
  /** True when only this machine can reach the server. */
  isLoopback: boolean;
  /** PostgreSQL + PostGIS to use; undefined means the embedded engine. */
  databaseUrl: string | undefined;
  /** Absolute directory of the embedded database and of files the server keeps. */
  dataDir: string;
  /** Absolute directory of what can be made again (the embedded engine's template). */
  cacheDir: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Load the simulated year into an empty database. */
  loadDemo: boolean;
  queryTimeoutMs: number;
  requestTimeoutMs: number;
  /** Check every answer against its contract before it leaves; on in tests. */
  checkAnswers: boolean;
}

/** Every fault of the environment, told at once. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Cấu hình có lỗi / the configuration has faults:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Turns settings into a configuration.
 * @throws ConfigError naming every fault, not just the first.
 */
export function parseConfig(raw: RawSettings, cwd: string): Config {
  const faults: string[] = [];
  const whole = (name: string, text: string | undefined, fallback: number, min: number, max: number) => {
    if (text === undefined) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    faults.push(`${name}=${text}: phải là số nguyên ${min}–${max} / must be a whole number ${min}–${max}`);
    return fallback;
  };
  const port = whole('PORT', raw.port, 8080, 0, 65_535);
  const queryTimeoutMs = whole('QUERY_TIMEOUT_MS', raw.queryTimeoutMs, 60_000, 100, 3_600_000);
  const requestTimeoutMs = whole('REQUEST_TIMEOUT_MS', raw.requestTimeoutMs, 120_000, 100, 3_600_000);
  const host = raw.host ?? '127.0.0.1';
  if (isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    faults.push(`HOST=${host}: không phải địa chỉ hay tên máy / neither an address nor a host name`);
  }
  if (raw.databaseUrl !== undefined && !isPostgresUrl(raw.databaseUrl)) {
    faults.push('DATABASE_URL: phải có dạng / must look like postgres://user:password@host:5432/database');
  }
  const logLevel = LOG_LEVELS.find((level) => level === (raw.logLevel ?? 'info'));
  if (!logLevel) faults.push(`LOG_LEVEL=${raw.logLevel}: một trong / one of ${LOG_LEVELS.join(', ')}`);
  const demo = raw.demo ?? 'on';
  if (demo !== 'on' && demo !== 'off') faults.push(`DEMO=${demo}: on hoặc / or off`);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    port,
    host,
    isLoopback: isLoopbackHost(host),
    databaseUrl: raw.databaseUrl,
    dataDir: resolve(cwd, raw.dataDir ?? '.data'),
    cacheDir: resolve(cwd, raw.cacheDir ?? '.cache'),
    logLevel: logLevel ?? 'info',
    loadDemo: demo === 'on',
    queryTimeoutMs,
    requestTimeoutMs,
    checkAnswers: false,
  };
}

function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (url?.protocol === 'postgres:' || url?.protocol === 'postgresql:') && url.pathname.length > 1;
}

/** Whether a server that listens on `host` can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
