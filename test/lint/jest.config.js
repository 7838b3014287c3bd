module.exports = require('../jest.proof')('lint');
