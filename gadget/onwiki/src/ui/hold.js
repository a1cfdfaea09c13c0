'use strict';

/**
 * Before publishing: what is new in the text and could identify its author is shown once, and they decide.
 */

const build = require( './element.js' );
const dialog = require( './dialog.js' );
const findings = require( './findings.js' );
const keep = require( './keep.js' );
const messages = require( './messages.js' );
const review = require( './review.js' );
const waiting = require( '../within.js' );
const element = build.element;
const text = messages.text;
// Looked at in slices from this length on, so that the page stays alive; and for so long at most (milliseconds).
const LONG = 100000;
const PATIENCE = 4000;
const SOON = 1500;

/**
 * @param {Promise<any>} promise
 * @return {Promise<any>} Over when the promise is, and soon in any case; a failure is said in the console
 */
function soon( promise ) {
	return Promise.race( [ promise.then( null, ( error ) => {
		mw.log.warn( 'Wikilatch could not remember what you keep:', error );
	} ), new Promise( ( resolve ) => {
		setTimeout( resolve, SOON );
	} ) ] );
}

/**
 * @param {Editor} editor
 * @param {Review} reviewed
 * @param {Item[]} items What of it is asked about
 * @return {Promise<boolean>} Whether to publish
 */
function show( editor, reviewed, items ) {
	const proposal = review.proposal( reviewed.text, items );
	const keeping = /** @type {HTMLInputElement} */ ( element( 'input', { type: 'checkbox' } ) );
	return dialog.open( {
		title: text( 'hold-title' ),
		body: [
			element( 'p', { class: 'wikilatch-lead' }, text( 'hold-lead', items.length ) ),
			findings.list( reviewed.text, items )
		].concat( findings.remarks( reviewed ), [
			findings.audience(),
			findings.change( proposal ),
			keep.isPossible() ? element( 'label', { class: 'wikilatch-check' }, [ keeping, ' ', text( 'hold-keep' ) ] ) : element( 'span' )
		] ),
		actions: [
			{ label: text( 'hold-edit-out' ), kind: 'primary', value: 'edit' },
			{ label: text( 'hold-publish' ), kind: 'normal', value: 'publish' },
			{ label: text( 'hold-cancel' ), kind: 'quiet', value: 'cancel' }
		]
	} ).then( ( answer ) => {
		if ( answer === 'edit' ) {
			editor.takeOut( items, proposal );
			mw.notify( text( 'taken-out' ), { tag: 'wikilatch', autoHideSeconds: editor.isCovered ? 'short' : 'long' } );
		}
		if ( answer !== 'publish' ) {
			editor.resume();
			return false;
		}
		return keeping.checked ? soon( keep.add( items ) ).then( () => true ) : true;
	} );
}

/**
 * @param {Editor} editor
 * @param {Reviewer} look
 * @param {Promise<string>} published The page's text before this edit
 * @param {Promise<void>} ready Over when the reader's language is there
 * @return {Hold}
 */
function create( editor, look, published, ready ) {
	/** @type {Object<string, boolean>} */
	const asked = {};
	/** @type {Review|null} */
	let last = null;

	/**
	 * @param {Review} reviewed
	 * @return {Item[]} What was not asked about yet
	 */
	function open( reviewed ) {
		return reviewed.items.filter( ( item ) => !asked[ review.identity( item ) ] );
	}

	/**
	 * @param {string} written
	 * @return {Promise<Review>}
	 */
	function looked( written ) {
		return last && last.text === written ? Promise.resolve( last ) : look.soon( written );
	}

	/**
	 * What is public already is the banner's to speak of; what is kept or was asked about needs no asking.
	 *
	 * @param {Item[]} items
	 * @return {Promise<Item[]>}
	 */
	function fresh( items ) {
		return published.then( ( before ) => before ? look.soon( before ) : null ).then( ( before ) => {
			const old = review.identities( before ? before.items : [] );
			const added = items.filter( ( item ) => !old[ review.identity( item ) ] );
			return Promise.all( [ keep.areKept( added ), keep.wereTold( added ) ] ).then( ( answers ) => {
				const leave = answers[ 0 ].map( ( kept, index ) => kept || answers[ 1 ][ index ] );
				return review.without( added, leave );
			} );
		} );
	}

	return {
		ready: ready,
		isNeeded: () => {
			const written = editor.read();
			if ( last === null || last.text !== written ) {
				if ( written.length > LONG ) {
					return true;
				}
				last = look.now( written );
			}
			return open( last ).length > 0;
		},
		ask: () => {
			const written = editor.read();
			return waiting.within( looked( written ).then( ( reviewed ) => {
				last = reviewed;
				return fresh( open( reviewed ) );
			} ), PATIENCE ).then( ( /** @type {Item[]} */ items ) => {
				if ( !items.length || !last ) {
					return true;
				}
				items.forEach( ( item ) => {
					asked[ review.identity( item ) ] = true;
				} );
				const reviewed = last;
				// In English rather than not at all.
				return Promise.all( [ keep.noteTold( items ), waiting.within( ready, SOON ).then( null, () => {} ) ] )
					.then( () => show( editor, reviewed, items ) );
			} );
		}
	};
}

module.exports = { create: create };
