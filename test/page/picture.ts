/** `npm run docs:picture`: the picture of the page that stands in the README. */
import { join } from 'node:path';
import { startBrowser } from './browser';
import { writeTemporaryPage } from './written-page';

const PICTURE = join(__dirname, '../../docs/images/page.png');

async function main(): Promise<void> {
  const written = await writeTemporaryPage();
  try {
    const { context, close } = await startBrowser();
    try {
      const page = await context.newPage();
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(written.url);
      const overview = await page.locator('#overview').boundingBox();
      await page.screenshot({ path: PICTURE, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: overview!.y + overview!.height } });
    } finally {
      await close();
    }
  } finally {
    written.remove();
  }
  console.log(`wrote ${PICTURE}`);
}

void main();
