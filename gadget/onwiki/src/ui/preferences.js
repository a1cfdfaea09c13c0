'use strict';

/**
 * What the reader chose, in their own preferences on this wiki (`userjs-wikilatch`): nobody else can read it there,
 * it follows the account, and it is not ours to hold.
 */

const OPTION = 'userjs-wikilatch';

/**
 * @param {string|null|undefined} stored
 * @return {Choices} Nothing chosen where there is nothing, or nothing readable
 */
function parse( stored ) {
	try {
		const parsed = JSON.parse( stored || '{}' );
		return parsed && typeof parsed === 'object' && !Array.isArray( parsed ) ? parsed : {};
	} catch ( e ) {
		return {};
	}
}

/**
 * @return {Choices}
 */
function read() {
	return parse( mw.user.options.get( OPTION ) );
}

/**
 * @param {Choices} choices
 * @return {Promise<void>}
 */
function store( choices ) {
	const text = Object.keys( choices ).length ? JSON.stringify( choices ) : null;
	mw.user.options.set( OPTION, text );
	return Promise.resolve( new mw.Api().saveOption( OPTION, text ) ).then( () => {} );
}

/**
 * Change something. What another tab stored meanwhile is kept: the wiki is asked first.
 *
 * @param {function(Choices): (void|Promise<void>)} change
 * @return {Promise<Choices>} What is stored now
 */
function update( change ) {
	return Promise.resolve( new mw.Api().get( {
		action: 'query', meta: 'userinfo', uiprop: 'options', formatversion: '2'
	} ) ).then( ( /** @type {any} */ answer ) => {
		const choices = parse( answer.query.userinfo.options[ OPTION ] );
		return Promise.resolve( change( choices ) ).then( () => store( choices ) ).then( () => choices );
	} );
}

/**
 * @return {Promise<void>}
 */
function erase() {
	return store( {} );
}

/**
 * @param {number} [days] From today; 0 is today
 * @return {string} `YYYY-MM-DD`
 */
function day( days ) {
	return new Date( Date.now() + ( days || 0 ) * 864e5 ).toISOString().slice( 0, 10 );
}

module.exports = { read: read, update: update, erase: erase, parse: parse, day: day };
