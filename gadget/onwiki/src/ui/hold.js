'use strict';

/**
 * Before publishing: what is new in the text and could identify its author is shown once, and they decide.
 */

const build = require( './element.js' );
const dialog = require( './dialog.js' );
const editor = require( './editor.js' );
const findings = require( './findings.js' );
const keep = require( './keep.js' );
const messages = require( './messages.js' );
const review = require( './review.js' );
const element = build.element;
const text = messages.text;
const SAVED_IN_TIME = 1500;

/**
 * @param {Promise<any>} promise
 * @return {Promise<any>} Over when the promise is, and soon in any case; a failure is said in the console
 */
function soon( promise ) {
	return Promise.race( [ promise.then( null, ( error ) => {
		mw.log.warn( 'Wikilatch could not remember what you keep:', error );
	} ), new Promise( ( resolve ) => {
		setTimeout( resolve, SAVED_IN_TIME );
	} ) ] );
}

/**
 * @param {Review} reviewed
 * @param {Item[]} items What of it is asked about
 * @return {Promise<boolean>} Whether to publish
 */
function show( reviewed, items ) {
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
			editor.replace( proposal.text );
			mw.notify( text( 'taken-out' ), { tag: 'wikilatch', autoHideSeconds: 'long' } );
		}
		if ( answer !== 'publish' ) {
			return false;
		}
		return keeping.checked ? soon( keep.add( items ) ).then( () => true ) : true;
	} );
}

/**
 * @param {function(string): Review} look
 * @param {Promise<string>} published The page's text before this edit
 * @return {Hold}
 */
function create( look, published ) {
	/** @type {Object<string, boolean>} */
	const asked = {};
	/** @type {Review|null} */
	let last = null;

	/**
	 * @return {{reviewed: Review, items: Item[]}}
	 */
	function now() {
		const written = editor.read();
		if ( last === null || last.text !== written ) {
			last = look( written );
		}
		return { reviewed: last, items: last.items.filter( ( item ) => !asked[ review.identity( item ) ] ) };
	}

	return {
		isNeeded: function () {
			return now().items.length > 0;
		},
		ask: function () {
			const found = now();
			let items = found.items;
			items.forEach( ( item ) => {
				asked[ review.identity( item ) ] = true;
			} );
			return published.then( ( before ) => {
				// What is public already is the banner's to speak of.
				const old = review.identities( before ? look( before ).items : [] );
				items = items.filter( ( item ) => !old[ review.identity( item ) ] );
				return Promise.all( [ keep.areKept( items ), keep.wereTold( items ) ] );
			} ).then( ( answers ) => {
				items = review.without( items, answers[ 0 ].map( ( kept, index ) => kept || answers[ 1 ][ index ] ) );
				if ( !items.length ) {
					return true;
				}
				return keep.noteTold( items ).then( () => show( found.reviewed, items ) );
			} );
		}
	};
}

module.exports = { create: create };
