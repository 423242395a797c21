import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/data-dir.ts',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  // Two files at once, each with a desk of its own; so no answer is swift.
  expect: { timeout: 15_000 },
  workers: 2,
  use: {
    locale: 'zh-CN',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
