/** The major versions of Node.js that contributors may have, in the workflow and in `npm run test:node`. */
export const NODE_VERSIONS = ['22', '24', '26'];
