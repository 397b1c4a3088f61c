import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '#libs/contracts';
import { serviceConfig } from '#libs/service';
import { settingsFrom } from './environment.mjs';
import { opsPort } from './ports.mjs';

describe('the settings of the system on one machine', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['yes', true],
    ['false', false],
    ['off', false],
  ])('take BSP_DEMO_DATA=%s as %s', (value, demo) => {
    expect(settingsFrom({ BSP_DEMO_DATA: value }).demo).toBe(demo);
  });

  it('make no demo data in production', () => {
    expect(settingsFrom({ BSP_DEMO_DATA: 'true', NODE_ENV: 'production' }).demo).toBe(false);
  });

  it.each([...SERVICES])('put health and metrics of %s where it puts them itself', (service) => {
    expect(opsPort(settingsFrom({}).portBase, service, 0)).toBe(serviceConfig(service).BSP_OPS_PORT.parse(undefined));
  });
});
