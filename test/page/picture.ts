/** `npm run docs -- picture`: the picture of the page that the README shows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from './browser';
import { tableAsText, withText } from './picture-text';
import { writeTemporaryPage } from './written-page';
import type { PageData } from '../../page/page-data';

/** Of a usual window. */
const WIDTH = 1280;
const PICTURE = join(__dirname, '../../docs/images/page.png');

async function main(): Promise<void> {
  const written = await writeTemporaryPage();
  try {
    const { context, close } = await startBrowser();
    try {
      const page = await context.newPage();
      await page.setViewportSize({ width: WIDTH, height: 900 });
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(written.url);
      const { y, height } = (await page.locator('#overview').boundingBox())!;
      const line = 2; // between the sections, rounded up
      const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: y + line, width: WIDTH, height: height - 2 * line } });
      const data = JSON.parse(await page.locator('#data').textContent() ?? '') as PageData;
      writeFileSync(PICTURE, withText(picture, tableAsText(data)));
    } finally {
      await close();
    }
  } finally {
    written.remove();
  }
  console.log(`wrote ${PICTURE}`);
}

void main();
