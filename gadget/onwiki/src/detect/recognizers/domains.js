'use strict';

/**
 * Whether a host name ends in a public suffix. The list of top-level domains comes with the rules; that a name
 * is itself a suffix of two parts (`co.uk`) is not known here. bot/detect/recognizers/domains.py.
 */

const LONGEST = 253;

/**
 * @param {string} host
 * @param {any} shared
 * @return {boolean} Whether somebody could receive mail there
 */
function isPublic( host, shared ) {
	if ( host.indexOf( '.' ) < 0 || host.indexOf( '..' ) >= 0 || host.length > LONGEST ) {
		return false;
	}
	const tail = host.slice( host.lastIndexOf( '.' ) + 1 );
	// What an example's host means, the caller decides.
	return tail === 'example' || ( shared.tlds.has( tail ) && host.lastIndexOf( '.' ) > 0 );
}

module.exports = { isPublic: isPublic };
