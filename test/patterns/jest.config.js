module.exports = require('../jest.proof')('patterns');
