/** Prints the folder of the command `node` of the Node.js that the function asks for; installs it if it is not there. */
import { FUNCTION_NODE, nodeFolder } from './node';

console.log(nodeFolder(FUNCTION_NODE));
