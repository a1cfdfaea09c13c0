'use strict';

/**
 * The page's text as it is published, read from this wiki. What is asked for is a number, never a text.
 */

/**
 * @param {number} revision 0 where there is no page yet
 * @return {Promise<{text: string, user: string}>} The text, and who saved it
 */
function read( revision ) {
	if ( !revision ) {
		return Promise.resolve( { text: '', user: '' } );
	}
	return Promise.resolve( new mw.Api().get( {
		action: 'query', prop: 'revisions', revids: revision, rvprop: 'content|user', rvslots: 'main', formatversion: '2'
	} ) ).then( ( /** @type {any} */ answer ) => {
		const found = answer.query.pages[ 0 ].revisions[ 0 ];
		return { text: found.slots.main.content || '', user: found.user || '' };
	} );
}

module.exports = { read: read };
