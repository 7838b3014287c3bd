/** `npm run docs -- page`: the page as a release publishes it, with links to the files of that release. */
import { join } from 'path';
import { repositoryAt, writePage } from './write-page';
import { version } from '../package.json';

const PAGE = join(__dirname, '../dist/page/index.html');

void writePage(PAGE, { repository: repositoryAt(version) }).then(() => console.log(`wrote ${PAGE}`));
