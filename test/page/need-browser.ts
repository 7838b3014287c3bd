/** Before what opens the page: says in one line that there is no browser. */
import { browserPath } from './browser';

try {
  browserPath();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
