'use strict';

/**
 * Waiting for something, but not for ever.
 *
 * @param {Promise<any>} promise
 * @param {number} milliseconds
 * @return {Promise<any>} The same, but rejected when it takes longer
 */
function within( promise, milliseconds ) {
	return Promise.race( [ promise, new Promise( ( _resolve, reject ) => {
		setTimeout( () => {
			reject( new Error( 'took longer than ' + milliseconds + ' ms' ) );
		}, milliseconds );
	} ) ] );
}

module.exports = { within: within };
