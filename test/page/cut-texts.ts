/// <reference lib="dom" />
/** What a page does not show whole, because its place is too narrow. */
import type { Page } from 'playwright-core';

export async function cutTexts(page: Page): Promise<string[]> {
  return page.locator('.first *, table *, .answer').evaluateAll((all) => all
    // What only a screen reader sees is cut on purpose, and the width of what stands in a line is that of the line.
    .filter((element) => element.closest('.hidden') === null && element.closest('thead')?.clientHeight !== 1)
    .filter((element) => element.checkVisibility() && element.clientWidth > 0 && getComputedStyle(element).display !== 'inline')
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => `${element.textContent.trim()}: ${element.scrollWidth} pixels in ${element.clientWidth}`));
}
