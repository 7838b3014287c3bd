/** The script and the style of the page, which esbuild puts in when it makes the command. */
import type { PageAssets } from '../output/html';

declare const IMPACT_PAGE: PageAssets;

export function pageAssets(): PageAssets {
  return IMPACT_PAGE;
}
