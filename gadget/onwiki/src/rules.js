'use strict';

/**
 * The detector's rules: JSON pages of this wiki, one a language, read when a page of one's own is to be looked at.
 */

const PAGES = 'MediaWiki:Gadget-Wikilatch/rules/';
/** @type {{version: string, commit: string}} */
const config = require( './data/config.json' );

/**
 * @param {string} name `shared`, or a language's code
 * @return {Promise<any>} The rules; null where this wiki has none by that name
 */
function read( name ) {
	const address = mw.util.getUrl( PAGES + name + '.json', {
		action: 'raw', ctype: 'application/json', maxage: '86400', smaxage: '86400',
		v: config.version + config.commit
	} );
	return new Promise( ( resolve, reject ) => {
		$.ajax( { url: address, dataType: 'json' } ).then( resolve, ( /** @type {any} */ failure ) => {
			// Of a page in MediaWiki: that does not exist the wiki says nothing, and says so with 200.
			if ( failure.status === 404 || ( failure.status === 200 && !failure.responseText ) ) {
				resolve( null );
			} else {
				reject( new Error( 'Wikilatch: the rules "' + name + '" did not arrive (' + failure.status + ').' ) );
			}
		} );
	} );
}

module.exports = { read: read };
