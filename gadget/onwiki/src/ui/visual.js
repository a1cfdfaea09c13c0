'use strict';

/**
 * The visual editor: a check in its own series of checks before saving (`mw.editcheck`), on wikis that have it.
 *
 * What is looked at are the paragraphs that were changed, as they stand in the editor. Turning the whole page into
 * wikitext would need the server, and drafts are not sent anywhere (P9).
 */

const keep = require( './keep.js' );
const messages = require( './messages.js' );
const review = require( './review.js' );
const text = messages.text;
const NAME = 'wikilatch';

/**
 * @return {any} The editor's globals, which come with it
 */
function editor() {
	return window;
}

/**
 * @return {boolean} Whether this wiki's editor takes checks
 */
function isPossible() {
	const checks = /** @type {any} */ ( mw ).editcheck;
	// MediaWiki 1.43's checks are others: one at a time, in a bubble that each has to close itself.
	return !!( checks && checks.editCheckFactory && checks.EditCheckAction && checks.BaseEditCheck &&
		checks.BaseEditCheck.prototype.getModifiedContentBranchNodes );
}

/**
 * @param {Reviewer} look
 * @return {any} The check's class
 */
function define( look ) {
	const OO = editor().OO;
	const ve = editor().ve;
	const checks = /** @type {any} */ ( mw ).editcheck;
	/** @type {Object<string, boolean>} */
	const asked = {};

	/** @this {any} */
	function Check() {
		checks.BaseEditCheck.apply( this, arguments );
	}
	OO.inheritClass( Check, checks.BaseEditCheck );
	const about = /** @type {any} */ ( Check ).static;
	about.name = NAME;
	about.title = text( 'hold-title' );
	about.choices = [
		{ action: 'edit-out', label: text( 'hold-edit-out' ), icon: 'check' },
		{ action: 'keep', label: text( 'keep-one' ) },
		{ action: 'dismiss', label: text( 'hold-publish' ) }
	];

	// The editor's own checks are for articles and newcomers; this one is for one's own page, whoever one is.
	Check.prototype.canBeShown = () => true;

	/**
	 * @this {any}
	 * @param {any} surface
	 * @return {any[]}
	 */
	Check.prototype.onBeforeSave = function ( surface ) {
		const model = surface.getDocument();
		/** @type {any[]} */
		const actions = [];
		try {
			this.getModifiedContentBranchNodes( model ).forEach( ( /** @type {any} */ node ) => {
				const range = node.getRange();
				look.now( model.data.getText( true, range ) ).items.forEach( ( item ) => {
					if ( asked[ review.identity( item ) ] ) {
						return;
					}
					asked[ review.identity( item ) ] = true;
					const action = new checks.EditCheckAction( {
						check: this,
						fragments: [ surface.getLinearFragment(
							new ve.Range( range.start + item.start, range.start + item.end ) ) ],
						title: text( 'type-' + item.type ),
						message: text( 'why-' + item.type )
					} );
					action.wikilatchItem = item;
					actions.push( action );
				} );
			} );
		} catch ( error ) {
			mw.log.warn( 'Wikilatch failed, so it let your edit through:', error );
		}
		return actions;
	};

	/**
	 * @this {any}
	 * @param {string} choice
	 * @param {any} action
	 * @return {any}
	 */
	Check.prototype.act = function ( choice, action ) {
		if ( choice === 'edit-out' ) {
			action.fragments[ 0 ].removeContent();
		} else {
			if ( choice === 'keep' ) {
				keep.add( [ action.wikilatchItem ] ).then( null, ( error ) => {
					mw.log.warn( 'Wikilatch could not remember what you keep:', error );
				} );
			}
			this.dismiss( action );
		}
		return ve.createDeferred().resolve( { action: choice } ).promise();
	};
	return Check;
}

/**
 * Add the check to the editor; once.
 *
 * @param {Reviewer} look
 */
function register( look ) {
	const factory = /** @type {any} */ ( mw ).editcheck.editCheckFactory;
	if ( !factory.lookup( NAME ) ) {
		factory.register( define( look ), NAME );
	}
}

module.exports = { isPossible: isPossible, register: register };
