//! Words that subjects are made of, in their shares: a surname is borne by thousands, a few by nearly nobody.

use sqlx::SqliteConnection;

/// A surname that a few in a million bear.
pub(crate) const RARE: &str = "Щекочихина-Крестовоздвиженская";
/// A surname that nobody bears.
pub(crate) const ABSENT: &str = "Цыпленкова";
/// A surname that one in a hundred bears.
pub(crate) const USUAL: &str = "Ветрова";

const ROOTS: &str = "Ветро Соколо Лугово Громо Сомо Рыбако Кузнецо Орло Белко Зайце Волко Медведе Лосе Бобро Журавлё Гусе Голубе Воробьё \
    Синицы Сороки Грачё Дроздо Ершо Щуки Карпо Окуне Налимо Сазано Бычко Ракито Берёзи Осино Дубо Клёно Ясене Тополе Калини \
    Малини Смороди Ежевики Брусни Морошки Груздё Рыжико Боровико Маслёнко Опёнко Сыроежки Полыни Ковылё";
const GIVEN: &str = "Анна Мария Ольга Елена Ирина Татьяна Наталья Светлана Галина Людмила Вера Надежда Любовь Ёлизавета Юлия \
    Ксения Дарья Полина Алиса Варвара";
const PATRONYMIC: &str = "Ивановна Петровна Сергеевна Олеговна Игоревна Викторовна Николаевна Павловна Юрьевна Андреевна \
    Михайловна Алексеевна Фёдоровна Ильинична Борисовна";
const TOPIC: &str = "перевод в другой класс|питание в столовой|ремонт кровли|зачисление в первый класс|обучение на дому|\
    расписание уроков|подвоз учащихся|школьная форма|итоговая аттестация|оценка за контрольную работу|кружки и секции|\
    летний лагерь|медицинское обслуживание|доступная среда|электронный дневник|учебники|охрана здания|родительское собрание|\
    благоустройство двора|прохождение практики";

/// Writes them into a temporary table: kind, number from 0, the word and the word in lower case.
pub(crate) async fn write(c: &mut SqliteConnection) {
    let sql =
        "CREATE TEMP TABLE word (kind TEXT, n INTEGER, word TEXT, low TEXT, PRIMARY KEY (kind, n))";
    sqlx::query(sql).execute(&mut *c).await.unwrap();
    let surnames = ROOTS
        .split_whitespace()
        .flat_map(|root| [format!("{root}ва"), format!("{root}вская")]);
    let surnames: Vec<String> = surnames.collect();
    let split =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let topics = TOPIC.split('|').map(|topic| topic.trim().to_owned());
    let kinds = [
        ("surname", surnames),
        ("given", split(GIVEN)),
        ("patronymic", split(PATRONYMIC)),
        ("topic", topics.collect()),
        ("rare", vec![RARE.to_owned()]),
    ];
    for (kind, words) in kinds {
        for (n, word) in (0i64..).zip(words) {
            let query = sqlx::query("INSERT INTO word VALUES ($1, $2, $3, $4)");
            let query = query
                .bind(kind)
                .bind(n)
                .bind(&word)
                .bind(word.to_lowercase());
            query.execute(&mut *c).await.unwrap();
        }
    }
}
