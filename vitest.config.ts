/** Two kinds of test beside the code: `*.test.ts` in Node, `*.browser.test.ts` in real Chromium. What every SFU driver must keep is in `tests/sfu`. */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, chromiumPath } from './tests/support/chromium.ts';
import { sfuCommands } from './tests/support/sfu-commands.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          // several browsers on two shared cores (transports): a second try tells noise from a defect
          retry: 1,
          // tests that run side by side wait for real clocks, not for the processor
          maxConcurrency: 8,
          environment: 'node',
          include: ['{domain,transports,workers,signal-relay,web,sw,scripts,tests/support,tests/sfu,tests/joint}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        // found before the first test: a dependency that is found in mid-test reloads the page
        optimizeDeps: { entries: ['{web,workers,tests/sfu}/**/*.ts'], exclude: ['vitest'] },
        test: {
          name: 'component',
          include: ['{transports,workers,web,sw,tests/sfu}/**/*.browser.test.ts'],
          testTimeout: 60_000,
          // software GL on two shared cores: as above
          retry: 1,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: sfuCommands,
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_FLAGS } }),
            instances: [{ browser: 'chromium', viewport: { width: 1280, height: 800 } }],
          },
        },
      },
    ],
  },
});
