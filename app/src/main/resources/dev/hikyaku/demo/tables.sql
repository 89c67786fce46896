CREATE TABLE companies (
  id         INT PRIMARY KEY,
  parent_id  INT REFERENCES companies (id),
  name       VARCHAR(200) NOT NULL,
  name_en    VARCHAR(200),
  industry   VARCHAR(40) NOT NULL,
  prefecture VARCHAR(80) NOT NULL,
  phone      VARCHAR(80),
  website    VARCHAR(200),
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE people (
  id         BIGINT PRIMARY KEY,
  company_id INT NOT NULL REFERENCES companies (id),
  manager_id BIGINT REFERENCES people (id),
  last_name  VARCHAR(80) NOT NULL,
  first_name VARCHAR(80),
  email      VARCHAR(200) NOT NULL,
  phone      VARCHAR(200),
  title      VARCHAR(200),
  plan       VARCHAR(10) NOT NULL,
  locale     VARCHAR(10) NOT NULL,
  birthday   DATE,
  joined     TIMESTAMP(0) NOT NULL,
  note       VARCHAR(1000)
);
