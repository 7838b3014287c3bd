/** Drives the Chrome or Chromium of the machine; nothing is downloaded. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserContext, chromium } from 'playwright-core';

const USUAL_PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome',
    '/snap/bin/chromium', '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => process.env[variable] ?? []).flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Chromium', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

const QUIET = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** A loaded machine is slow, and a test has half an hour. */
const PATIENCE = 5 * 60_000;

export interface RunningBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Starts a browser that knows nothing of earlier runs. */
export async function startBrowser({ javaScriptEnabled = true } = {}): Promise<RunningBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-browser-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: browserPath(),
      headless: true,
      timeout: PATIENCE,
      javaScriptEnabled,
      // Root, as in most containers, may not use the sandbox.
      chromiumSandbox: process.getuid?.() !== 0,
      args: QUIET,
    });
    context.setDefaultTimeout(PATIENCE);
    return {
      context,
      close: async () => {
        await context.close();
        removeProfile();
      },
    };
  } catch (error) {
    removeProfile();
    throw error;
  }
}

export function browserPath(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (!existsSync(named)) {
      throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file`);
    }
    return named;
  }
  const places = USUAL_PLACES[process.platform] ?? [];
  const found = places.find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(`no Chrome or Chromium found; install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH. Looked for ${places.join(', ')}`);
  }
  return found;
}
