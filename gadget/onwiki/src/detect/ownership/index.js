'use strict';

/**
 * Whose is it? Moves a candidate's score by what is said around it and where it stands. bot/detect/ownership.
 *
 * For: first person, the owner's box, a contact section. Against: another person's or an article's text,
 * quotations, references, other people's posts, functions' addresses, negation and fiction.
 */

const against = require( './against.js' );
const claims = require( './claims.js' );
const connections = require( './connections.js' );
const mentions = require( './mentions.js' );
const emails = require( '../recognizers/emails.js' );
const homes = require( '../recognizers/homes.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const regions = require( '../regions.js' );
const subjects = require( './subjects.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Mark = regions.Mark;
const Sign = signs.Sign;

/** @type {Array<[number, string]>} */
const FOREIGN = [
	[ Mark.REF, 'a reference' ], [ Mark.QUOTE, 'a quotation' ], [ Mark.CODE, 'code' ],
	[ Mark.PERSON, "another person's box" ], [ Mark.CITE, 'a citation' ], [ Mark.PAID, 'a required disclosure' ],
	[ Mark.BLOCKED, 'a block notice' ], [ Mark.DRAFT, 'a draft' ]
];
const NAMED = [ 'email', 'social_handle', 'messaging_handle' ];
const ASKS = /^[^,;，、،]*[?？؟]$/;
const QUESTION = 300; // characters from a value to the end of the question it stands in
const DISCLOSED = 20000; // characters of disclosures in which each firm is looked for
const SURE = 0.55; // a name's score from which on it introduces the owner

/** Judges the candidates of one page. */
class Ownership extends against.Against {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {string|null} What required disclosures say */
		this._paid = null;
		this._beside = this._isBeside();
		this.quotes = mentions.quotesOf( view );
		this._quoteStarts = this.quotes.map( ( quote ) => quote[ 0 ] );
	}

	/**
	 * @return {boolean} Whether the page is a subpage that does not say it is about its owner: `/Notes`, not
	 *  `/About me`
	 */
	_isBeside() {
		const title = this.view.page.title;
		const last = title.lastIndexOf( '/' );
		return last >= 0 && [ 'about', 'contact' ].indexOf( this._about( title.slice( last + 1 ) ) ) < 0;
	}

	/**
	 * Learn where phrases begin, and what each section lists in lines that nobody claims.
	 *
	 * @param {Candidate[]} candidates
	 */
	count( candidates ) {
		const view = this.view;
		for ( const each of candidates ) {
			if ( each.sort === 'cue' ) {
				this.phrases.add( Math.min( each.cueStart, each.start ) );
				this._claim( each );
			}
			if ( each.start < 0 || !against.isListed( each ) ) {
				continue;
			}
			const block = each.block || view.layout.blockAt( each.start );
			if ( each.sort === 'label' ) {
				const form = this.forms.get( block.section ) || new Set();
				this.forms.set( block.section, form.add( each.type ) );
			}
			if ( block.kind === 'argument' ) {
				continue;
			}
			const label = this._labelOf( each, block );
			if ( label ) {
				const repeated = this.repeated.get( each.type + ' ' + label ) || new Map();
				const shown = against.longer( view.folded.slice( each.start, each.end ), repeated.get( block.index ) );
				this.repeated.set( each.type + ' ' + label, repeated.set( block.index, shown ) );
			}
			if ( !view.has( Sign.SELF, block.start, block.end ) ) {
				const key = each.type + ' ' + block.section;
				// Of several that end together the longest: phrases and labels take one address apart differently.
				const ends = this.crowds.get( key ) || new Map();
				const shown = against.longer( view.folded.slice( each.start, each.end ), ends.get( each.end ) );
				this.crowds.set( key, ends.set( each.end, shown ) );
			}
		}
	}

	/**
	 * Move the candidate's score; names first, for what is said beside the owner's name is the owner's.
	 *
	 * @param {Candidate} candidate
	 */
	judge( candidate ) {
		this._judge( candidate );
		if ( candidate.type === 'real_name' && candidate.score >= SURE && candidate.start >= 0 ) {
			this.introduced.push( candidate.start );
		}
	}

	/**
	 * @param {Candidate} candidate
	 */
	_judge( candidate ) {
		const view = this.view;
		const worth = this.worth;
		const block = candidate.block || view.layout.blockAt( candidate.start );
		candidate.block = block;
		let marks = candidate.own ? block.marks & ~Mark.CODE : block.marks;
		if ( marks & Mark.CODE && candidate.sort === 'shape' && this._isWrittenSo( candidate, block ) ) {
			marks &= ~Mark.CODE;
			candidate.add( 'in code behind its word', worth.named );
		}
		if ( marks & Mark.FOREIGN ) {
			const sign = FOREIGN.filter( ( each ) => marks & each[ 0 ] )[ 0 ];
			candidate.add( 'inside ' + sign[ 1 ], worth.quote );
			return;
		}
		if ( this._foreignPost( candidate, block ) ) {
			return;
		}
		if ( this._isDialogue( block ) ) {
			candidate.add( 'a line of a dialogue', worth.quote );
			return;
		}
		if ( this._isDocumented( block ) ) {
			candidate.add( "explains a template's parameter", worth.quote );
			return;
		}
		if ( this._reported( block ) && !candidate.signs.some( ( sign ) => sign[ 0 ] === homes.LED ) ) {
			candidate.add( "below a line that introduces somebody's words", worth.quote );
			return;
		}
		const backward = candidate.type === 'real_name' && candidate.cueStart >= candidate.end; // `'''Name''' here`
		if ( this._isBiography( block ) && !backward &&
			!this._saysI( block.start, Math.max( block.start, candidate.start ) ) ) {
			candidate.add( "a biography's line", worth.person );
			return;
		}
		const value = candidate.start >= 0 ? view.folded.slice( candidate.start, candidate.end ) : '';
		if ( candidate.type === 'email' && emails.isRole( value, view.lexicon.shared ) ) {
			candidate.add( 'address of a function', worth.role );
			return;
		}
		if ( ( candidate.type === 'employer' || candidate.type === 'school' ) && this._disclosed( value ) ) {
			candidate.add( 'disclosed as required elsewhere on the page', worth.quote );
			return;
		}
		const section = this.section( block.section );
		const mentioned = this._mentioned( candidate, block, section, claims.CHECKED.indexOf( candidate.type ) >= 0 );
		if ( mentioned !== null ) {
			candidate.add( mentioned[ 0 ], mentioned[ 1 ] );
		}
		this._headed( candidate, block, section );
		const boxed = block.frame !== null &&
			( block.frame.sortOf === 'infobox' || block.frame.sortOf === 'userbox' );
		if ( boxed && block.kind === 'argument' && candidate.sort === 'shape' ) {
			candidate.add( "in the owner's box", worth.contact );
		}
		if ( block.kind === 'caption' && candidate.start >= 0 && !view.has( Sign.SELF, block.start, block.end ) ) {
			candidate.add( 'in a caption that does not say I', worth.subject );
		}
		if ( block.kind === 'comment' ) {
			candidate.add( 'in a comment', worth.comment );
		}
		if ( this.pageKind === 'sandbox' && claims.CHECKED.indexOf( candidate.type ) < 0 ) {
			candidate.add( 'sandbox', worth.sandbox );
		}
		const stated = ( candidate.sort === 'cue' || candidate.sort === 'label' ) && candidate.start >= 0;
		if ( stated && this._beside ) {
			const sentence = view.sentence( candidate.start );
			if ( !this._own( sentence[ 0 ], sentence[ 1 ] ) ) {
				candidate.add( 'on a subpage, and nobody says I', worth.subpage );
			}
		}
		const small = candidate.type === 'location' && !text.isUpper( view.text, candidate.start ); // a capital tells a name
		if ( candidate.sort === 'cue' && small && !view.lexicon.towns.knows( value ) ) {
			candidate.add( 'no town that is known', worth.unknown );
		}
		if ( candidate.sort === 'cue' && this._isContradicted( candidate.type ) ) {
			candidate.add( 'others say so of themselves here too', worth.contradicted );
		}
		if ( candidate.start >= 0 && candidate.sort !== 'file' ) {
			this._words( candidate, section );
			if ( against.isListed( candidate ) && candidate.type !== 'payment' && !candidate.own && section !== 'contact' &&
				!this._likeOwner( candidate ) ) {
				this._claimed( candidate, block, section );
				if ( candidate.sort === 'shape' && claims.SHAPES.indexOf( candidate.type ) >= 0 &&
					this._toldBefore( candidate, block ) ) {
					candidate.add( 'after sentences about the owner alone', worth.about );
				}
			}
		}
	}

	/**
	 * @param {string} firm
	 * @return {boolean} Whether a required disclosure on the page names it
	 */
	_disclosed( firm ) {
		const view = this.view;
		if ( this._paid === null ) {
			this._paid = view.layout.blocks.filter( ( each ) => each.marks & Mark.PAID )
				.map( ( each ) => view.folded.slice( each.start, each.end ) ).join( '\n' ).slice( 0, DISCLOSED );
		}
		return this._paid.indexOf( firm ) >= 0;
	}

	/**
	 * First person, somebody else, negation in the sentence.
	 *
	 * @param {Candidate} candidate
	 * @param {string} section
	 */
	_words( candidate, section ) {
		const view = this.view;
		const worth = this.worth;
		const sentence = view.sentence( candidate.start );
		const line = view.line( candidate.start );
		const start = Math.max( sentence[ 0 ], line[ 0 ] );
		const end = Math.min( sentence[ 1 ], line[ 1 ] );
		const box = candidate.sort === 'box';
		const cue = candidate.sort === 'cue';
		let own = this._own( start, end );
		if ( candidate.type === 'ip_address' && candidate.sort === 'shape' ) {
			own = own && connections.isPossessed( view, start, end );
			for ( let home = Math.min( 2, connections.countAtHome( view, start, end ) ); home > 0; home-- ) {
				candidate.add( connections.AT_HOME, worth.self );
			}
		}
		if ( own && !cue ) {
			candidate.add( 'first person', worth.self );
		}
		const first = candidate.cueStart >= 0 ? candidate.cueStart : candidate.start;
		if ( candidate.sort === 'shape' && NAMED.indexOf( candidate.type ) >= 0 &&
			this._isNamed( candidate, start ) ) {
			candidate.add( "named, at a line's beginning", worth.named );
		}
		if ( this._likeOwner( candidate ) ) {
			candidate.add( "like the account's name", worth.contact );
		}
		if ( !box && !cue ) {
			const upto = candidate.cueStart >= 0 ? candidate.cueStart : candidate.start;
			const others = view.within( Sign.OTHERS, Math.max( start, candidate.start - 90 ), upto );
			const named = candidate.sort === 'shape' && candidate.type !== 'ip_address';
			if ( named && this._isBehindName( candidate, start ) ) {
				candidate.add( "in brackets behind somebody's name", worth.others );
			}
			const last = others.reduce( ( latest, hit ) => Math.max( latest, hit.end ), 0 );
			if ( others.length && !view.has( Sign.SELF, last, candidate.start ) ) {
				candidate.add( "somebody else's", worth.others );
			} else if ( claims.SHAPES.indexOf( candidate.type ) >= 0 && !own &&
				this._isOfPerson( candidate, start, section ) ) {
				candidate.add( 'of a person named before', worth.others );
			} else if ( ( claims.SHAPES.indexOf( candidate.type ) >= 0 || NAMED.indexOf( candidate.type ) >= 0 ) &&
				this._isOrganisation( candidate, start, end, own ) ) {
				candidate.add( "an organisation's", worth.others );
			}
		} else if ( cue ) {
			const asked = end - candidate.end <= QUESTION && ( !own || this._asks( start ) );
			if ( asked && ASKS.test( view.text.slice( candidate.end, end ).replace( /[ '"]+$/, '' ) ) ) {
				candidate.add( 'a question', worth.against );
			}
			// Words for learning and working stand apart from what they name: who is spoken of may come between.
			const named = against.named( candidate, first );
			const before = view.within( Sign.OTHERS, start, named )
				.filter( ( hit ) => !view.has( Sign.SELF, hit.end, named ) );
			// `told me that she works …`; or a phrase begins in it: `and he is a teacher|at`
			const near = view.lexicon.attached.has( view.folded[ first - 1 ] ) ? 2 : 1; // אחות ש|לומדת
			const rightBefore = before.some(
				( hit ) => ( named <= first || hit.end <= first ) && first <= hit.end + near
			);
			if ( before.length && ( rightBefore || !this._selves( start, named + 1 ).length ) ) {
				candidate.add( "somebody else's", worth.others );
			} else if ( subjects.LIVED.indexOf( candidate.type ) >= 0 && this._isOfKin( start, candidate.start ) ) {
				candidate.add( "somebody else's", worth.others );
			} else if ( subjects.LIVED.indexOf( candidate.type ) >= 0 && ( this._isBehindName( candidate, start ) ||
				this._isInLife( start, first, end ) ) ) {
				candidate.add( "in brackets behind somebody's name", worth.others );
			} else if ( subjects.LIVED.indexOf( candidate.type ) >= 0 && this._isOfNamed( start, first, candidate ) ) {
				candidate.add( 'of a person named before', worth.others );
			} else if ( candidate.type === 'address' && this._isOfHouse( candidate, start, own ) ) {
				candidate.add( "an organisation's", worth.others );
			} else if ( this._carried( line[ 0 ], first ) ||
				this._isOfEither( view.layout.blockAt( line[ 0 ] ), start, first ) ) {
				candidate.add( 'after a sentence about somebody else', worth.others );
			} else if ( this._thirdPerson( candidate, view.layout.blockAt( line[ 0 ] ) ) ) {
				candidate.add( 'a paragraph about somebody else', worth.others );
			} else if ( against.isAged( candidate ) && !own && this._isAside( candidate ) ) {
				candidate.add( 'in brackets behind somebody or something', worth.others );
			} else if ( against.isAged( candidate ) && !own && this._isOfAnybody( candidate ) ) {
				candidate.add( 'said of anybody', worth.subject );
			} else if ( !own && !this._clipped( start, Math.min( first, candidate.start ) ) ) {
				candidate.add( 'another subject', worth.subject );
			}
		}
		// `a teacher at Hill School told us`
		const tells = cue && !own && view.has( Sign.SAID, candidate.end + 1, candidate.end + 2 );
		if ( !box && ( tells || this._isTold( start, against.named( candidate, first ) ) ) ) {
			candidate.add( 'what somebody says', worth.others );
		}
		if ( candidate.sort === 'shape' && this._isInBrackets( candidate, start ) ) {
			candidate.add( 'in brackets, with no word for it', worth.others );
		}
		if ( ( cue || candidate.sort === 'label' ) && this._isOfWiki( candidate, start, first ) ) {
			candidate.add( 'of a page or an account', worth.against );
		}
		if ( candidate.type === 'age_minor' && this._isTaught( candidate, start, end ) ) {
			candidate.add( 'a class that is taught', worth.others );
		}
		if ( ( candidate.type === 'school' || candidate.type === 'employer' ) && this._isCommon( candidate ) ) {
			candidate.add( 'a word for any', worth.against );
		}
		for ( const denied of box ? [] : this._against( candidate, start, end, first ) ) {
			candidate.add( denied, worth.against );
		}
		const length = candidate.end - candidate.start + ( cue ? 0 : 4 );
		const quote = this.quotes[ regions.bisectRight( this._quoteStarts, first ) - 1 ]; // they are in order and apart
		if ( quote && candidate.end <= quote[ 1 ] && quote[ 1 ] - quote[ 0 ] > length ) {
			candidate.add( 'inside quotation marks', worth.quoted );
		}
	}
}

module.exports = { Ownership: Ownership };
