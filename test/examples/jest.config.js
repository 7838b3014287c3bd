module.exports = require('../jest.proof')('examples', { testTimeout: 600_000 });
