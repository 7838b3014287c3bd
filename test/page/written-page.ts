import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePage } from '../../page/write-page';

export interface WrittenPage {
  readonly file: string;
  readonly url: string;
  readonly remove: () => void;
}

/** Writes the page where it leaves nothing behind. */
export async function writeTemporaryPage(): Promise<WrittenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-page-'));
  const file = join(folder, 'index.html');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await writePage(file);
    return { file, url: pathToFileURL(file).href, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
