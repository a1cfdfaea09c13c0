'use strict';

/**
 * The rest of the gadget, loaded only on one's own pages: what to do where.
 */

const banner = require( './banner.js' );
const editor = require( './editor.js' );
const hold = require( './hold.js' );
const messages = require( './messages.js' );
const page = require( './page.js' );
const preferences = require( './preferences.js' );
const published = require( './published.js' );
const quiet = require( '../quiet.js' );
const review = require( './review.js' );
const surface = require( './surface.js' );
const STYLES = 'codex-styles';
const STYLE_PATIENCE = 2000;

/**
 * @return {Promise<void>} Done when messages are there, and Codex's styles where the wiki has them
 */
function prepare() {
	const styles = mw.loader.getState( STYLES ) === null ? Promise.resolve() : Promise.race( [
		Promise.resolve( mw.loader.using( STYLES ) ).then( () => {
			document.documentElement.classList.add( 'wikilatch-codex' );
		}, () => {} ),
		new Promise( ( resolve ) => {
			setTimeout( resolve, STYLE_PATIENCE );
		} )
	] );
	return Promise.all( [ messages.load( preferences.read().language ), styles ] ).then( () => {} );
}

/**
 * @param {Editor} where What is written in
 * @param {Place} place
 * @param {Reviewer} look
 * @param {Promise<void>} ready
 * @return {Hold}
 */
function holdOf( where, place, look, ready ) {
	if ( preferences.read().hold === false ) {
		return { ready: ready, isNeeded: () => false, ask: () => Promise.resolve( true ) };
	}
	return hold.create( where, look, published.read( place.revision ).then( ( read ) => read.text, () => '' ), ready );
}

/**
 * @param {unknown} error
 */
function complain( error ) {
	mw.log.warn( 'Wikilatch could not take out what was found:', error );
}

module.exports = {
	/**
	 * @param {Place} place
	 * @return {Promise<void>}
	 */
	view: function ( place ) {
		banner.remove();
		if ( ( preferences.read().quietUntil || '' ) > preferences.day() ) {
			return Promise.resolve();
		}
		return Promise.all( [ review.reviewer( place ), published.read( place.revision ) ] ).then( ( both ) => {
			const found = both[ 0 ].soon( both[ 1 ].text );
			return found.then( ( reviewed ) => banner.what( reviewed ).then( ( items ) => {
				if ( !items.length && !banner.speaksOfName( reviewed ) ) {
					quiet.note( place );
					return;
				}
				return prepare().then( () => {
					banner.show( place, reviewed, items, both[ 1 ].user );
				} );
			} ) );
		} );
	},

	/**
	 * @param {Place} place
	 * @return {Promise<Hold>}
	 */
	edit: function ( place ) {
		const ready = prepare();
		return review.reviewer( place ).then( ( look ) => {
			ready.then( () => banner.mendHere( look, editor ) ).then( null, complain );
			return holdOf( editor, place, look, ready );
		} );
	},

	/**
	 * @param {Place} place
	 * @param {any} target The visual editor, which may be writing wikitext, too
	 * @return {Promise<Hold>}
	 */
	visual: function ( place, target ) {
		const ready = prepare();
		const covered = Object.assign( {}, editor, { isCovered: true } );
		const isSource = target.getSurface().getMode() === 'source';
		return review.reviewer( place ).then(
			( look ) => holdOf( isSource ? covered : surface.editor( target ), place, look, ready )
		);
	},

	/**
	 * @return {Promise<void>}
	 */
	page: function () {
		return prepare().then( () => {
			page.show( prepare );
		} );
	}
};
