module.exports = require('../jest.proof')('nag', { verbose: false });
