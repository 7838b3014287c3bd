module.exports = require('../jest.proof')('package');
