/** Prints the folder of the command `node` that the function asks for, or with `oldest` the oldest that users may have; installs it if it is not there. */
import { FUNCTION_NODE, OLDEST_NODE, nodeFolder } from './node';

console.log(nodeFolder(process.argv[2] === 'oldest' ? OLDEST_NODE : FUNCTION_NODE));
