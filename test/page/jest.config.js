module.exports = require('../jest.proof')('page', { ending: 'browser' });
