'use strict';

/**
 * On one's own user page: a quiet note that nobody else sees, with what can be done.
 */

const build = require( './element.js' );
const findings = require( './findings.js' );
const keep = require( './keep.js' );
const links = require( './links.js' );
const messages = require( './messages.js' );
const preferences = require( './preferences.js' );
const review = require( './review.js' );
const element = build.element;
const text = messages.text;
const ID = 'wikilatch-banner';
const MEND = 'wikilatch-mend';
const LATER_DAYS = 30;

/**
 * @param {Review} reviewed
 * @return {Promise<Item[]>} What the reader does not keep
 */
function what( reviewed ) {
	return keep.areKept( reviewed.items ).then( ( kept ) => review.without( reviewed.items, kept ) );
}

/**
 * @param {Review} reviewed
 * @return {boolean}
 */
function speaksOfName( reviewed ) {
	return reviewed.username && !preferences.read().usernameKnown;
}

/**
 * Take the banner away.
 */
function remove() {
	const there = document.getElementById( ID );
	if ( there && there.parentNode ) {
		there.parentNode.removeChild( there );
	}
}

/**
 * Do something that is stored on the wiki, then say so in the banner's place.
 *
 * @param {HTMLElement} part
 * @param {Promise<any>} doing
 * @param {string} done
 */
function settle( part, doing, done ) {
	doing.then( () => {
		const said = element( 'p', { class: 'wikilatch-said', role: 'status', tabindex: '-1' }, done );
		build.clear( part );
		part.appendChild( said );
		said.focus();
	}, ( error ) => {
		mw.log.warn( 'Wikilatch could not store your choice:', error );
		mw.notify( text( 'not-stored' ), { tag: 'wikilatch', type: 'error' } );
	} );
}

/**
 * @param {Place} place
 */
function openEditor( place ) {
	mw.storage.session.set( MEND, String( place.pageId ) );
	location.href = mw.util.getUrl( place.title, { action: 'edit' } );
}

/**
 * @param {Place} place
 * @param {Review} reviewed
 * @param {Item[]} items
 * @param {boolean} byOther Somebody else saved the page last
 * @return {HTMLElement}
 */
function about( place, reviewed, items, byOther ) {
	const left = items.slice();
	const part = element( 'div', { class: 'wikilatch-part' } );
	const lead = element( 'p', { class: 'wikilatch-lead' } );

	/**
	 * Say how much is left.
	 */
	function count() {
		lead.textContent = text( 'banner-lead', left.length ) + ' ' + text( 'only-you' );
	}
	count();
	[
		lead,
		element( 'details', { class: 'wikilatch-details' }, [
			element( 'summary', {}, text( 'banner-details' ) ),
			byOther ? element( 'p', { class: 'wikilatch-remark' }, text( 'page-by-other' ) ) : null,
			findings.list( reviewed.text, items, keep.isPossible() ? ( item, entry ) => {
				left.splice( left.indexOf( item ), 1 );
				settle( left.length ? entry : part, keep.add( [ item ] ), text( 'kept' ) );
				count();
			} : undefined )
		].concat( findings.remarks( reviewed ), [
			findings.audience(),
			element( 'p', { class: 'wikilatch-history' }, [
				text( 'history' ), ' ', build.link( text( 'history-ask' ), links.oversight() )
			] )
		] ) ),
		element( 'div', { class: 'wikilatch-actions' }, [
			build.button( text( 'banner-mend' ), 'primary', () => {
				openEditor( place );
			} ),
			keep.isPossible() ? build.button( text( 'banner-keep' ), 'normal', () => {
				settle( part, keep.add( left ), text( 'kept' ) );
			} ) : null,
			build.button( text( 'banner-later' ), 'quiet', () => {
				const until = preferences.day( LATER_DAYS );
				settle( part, preferences.update( ( choices ) => {
					choices.quietUntil = until;
				} ), text( 'later-done', messages.date( until ) ) );
			} )
		] )
	].forEach( ( child ) => {
		part.appendChild( child );
	} );
	return part;
}

/**
 * @param {boolean} headed Whether the banner is about something else, too
 * @return {HTMLElement}
 */
function aboutName( headed ) {
	const part = element( 'div', { class: 'wikilatch-part' } );
	[
		headed ? element( 'h3', {}, text( 'username-title' ) ) : null,
		element( 'p', {}, text( 'username-how' ) + ( headed ? '' : ' ' + text( 'only-you' ) ) ),
		element( 'div', { class: 'wikilatch-actions' }, [
			build.button( text( 'username-known' ), 'normal', () => {
				settle( part, preferences.update( ( choices ) => {
					choices.usernameKnown = true;
				} ), text( 'kept' ) );
			} ),
			build.link( text( 'username-rename' ), links.RENAME )
		] )
	].forEach( ( child ) => {
		if ( child ) {
			part.appendChild( child );
		}
	} );
	return part;
}

/**
 * @param {Place} place
 * @param {Review} reviewed
 * @param {Item[]} items
 * @param {string} editor Who saved the page last
 */
function show( place, reviewed, items, editor ) {
	const speaks = speaksOfName( reviewed );
	const content = document.getElementById( 'mw-content-text' );
	remove();
	if ( !content || !content.parentNode ) {
		return;
	}
	content.parentNode.insertBefore( element( 'section', {
		id: ID, class: 'wikilatch wikilatch-banner', 'aria-labelledby': ID + '-title',
		lang: messages.attributes().lang, dir: messages.attributes().dir
	}, [
		element( 'h2', { id: ID + '-title', class: 'wikilatch-title' },
			text( items.length ? 'banner-title' : 'username-title' ) ),
		items.length ? about( place, reviewed, items, editor !== place.user ) : null,
		speaks ? aboutName( items.length > 0 ) : null,
		element( 'p', { class: 'wikilatch-more' }, [
			build.link( text( 'checkup-title' ), links.page() ), ' · ',
			build.link( text( 'settings-title' ), links.page( 'wikilatch-settings' ) )
		] )
	] ), content );
}

/**
 * On the edit page, after "Take it out" was pressed in the banner: put the proposal into the editor.
 *
 * @param {Reviewer} look
 * @param {{read: function(): string, replace: function(string): void}} editor
 * @return {Promise<void>}
 */
function mendHere( look, editor ) {
	if ( mw.storage.session.get( MEND ) !== String( mw.config.get( 'wgArticleId' ) ) ) {
		return Promise.resolve();
	}
	mw.storage.session.remove( MEND );
	return look.soon( editor.read() ).then( ( reviewed ) => what( reviewed ).then( ( items ) => {
		if ( items.length ) {
			editor.replace( review.proposal( reviewed.text, items ).text );
		}
		mw.notify( text( items.length ? 'taken-out' : 'nothing-to-take-out' ),
			{ tag: 'wikilatch', autoHideSeconds: 'long' } );
	} ) );
}

module.exports = { what: what, speaksOfName: speaksOfName, show: show, remove: remove, mendHere: mendHere };
