module.exports = require('../jest.proof')('stability');
